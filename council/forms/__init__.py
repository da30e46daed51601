"""What a volunteer types, on its way to the same drafts and importers as what a machine reads."""
