namespace Catalog.Gateway.Tests.Scanning;

/// <summary>Arguments, and what the log holds of them.</summary>
/// <param name="Note">What it shows.</param>
/// <param name="Arguments">As sent, with <c>~</c> where nothing stands.</param>
/// <param name="Logged">As logged.</param>
public sealed record MaskCase(string Note, string Arguments, string Logged);
