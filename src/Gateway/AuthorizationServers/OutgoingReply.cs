namespace Catalog.Gateway.AuthorizationServers;

/// <summary>What came of asking an authorization server.</summary>
/// <param name="Status">The status; 0 where there was no answer.</param>
/// <param name="Body">The body; empty where there was no answer.</param>
/// <param name="MaxAge">How long the answer says it is good for; null where it says nothing.</param>
/// <param name="Failure">Why there is no answer, words that go on from the address; null where there is one.</param>
internal sealed record OutgoingReply(int Status, byte[] Body, TimeSpan? MaxAge, string? Failure)
{
    public bool IsSuccess => Failure is null && Status is >= 200 and < 300;

    /// <summary>Why the answer is of no use, in words that hold nothing of its body.</summary>
    public string Why => Failure ?? $"it answered with status {Status}";
}
