"""What programs read: announced tenders, their documentation, their evaluation after the results."""
