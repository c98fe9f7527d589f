"""Certificates in the workspace, and for anybody who has one or checks one."""
