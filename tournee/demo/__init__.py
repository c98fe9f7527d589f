"""The demonstration: two tours. It may import every floor, and none imports it.

2019 is the real tour: only what its sources say, each fact with its source, no invented registration, answer or
quotation. The next edition is made up and says so on every page; its dates are relative to the day it is loaded.
"""
