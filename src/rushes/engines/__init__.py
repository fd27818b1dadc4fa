"""What makes media for models: one contract, one folder per engine."""
