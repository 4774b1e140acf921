"""What users see: values in, Block Kit out; no I/O and no clock."""
