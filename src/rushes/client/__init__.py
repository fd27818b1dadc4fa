"""The SDK: any server of this wire, from Python."""
