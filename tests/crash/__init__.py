"""What is on the disk when the power goes: every state that the operations of an unmodified program allow."""
