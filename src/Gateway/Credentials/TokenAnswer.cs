namespace Catalog.Gateway.Credentials;

/// <summary>What a token endpoint gave.</summary>
/// <param name="Access">The access token; null where there is a failure.</param>
/// <param name="Refresh">Another refresh token; null where the one before stays.</param>
/// <param name="Life">How long the access token is good; null where nothing is said.</param>
/// <param name="Failure">Why there is none, words that go on from the authorization server, without anything secret.</param>
/// <param name="Error">The error's code; null where there is none.</param>
internal sealed record TokenAnswer(string? Access, string? Refresh, TimeSpan? Life, string? Failure, string? Error)
{
    /// <summary>Without the tokens.</summary>
    public override string ToString() => Failure ?? "a token";
}
