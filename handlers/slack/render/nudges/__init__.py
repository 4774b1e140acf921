"""What people read of nudges: the batch, why they got it, and what they have silenced."""
