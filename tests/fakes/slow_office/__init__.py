"""An app that a real worker can load: its one source reads what a test's office serves, as slowly as the test likes."""
