"""The form with which the team writes a question, and the questions within the form of a registrant."""
