"""What search keeps of each kind of record: Polish words, like the documents', with the names people call things by."""
