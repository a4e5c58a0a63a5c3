namespace Catalog.Gateway.Metering;

/// <summary>What tells series of operations of one server apart.</summary>
/// <param name="Method">The method.</param>
/// <param name="Tool">The tool; null for other methods.</param>
/// <param name="Error">How it failed; null where it did not.</param>
/// <param name="Version">The version of the protocol; null where it is not known.</param>
internal readonly record struct OperationKey(string Method, string? Tool, string? Error, string? Version);
