using Catalog.Gateway.Enforcement;

namespace Catalog.Gateway.Aggregation;

/// <summary>What a lane's enforcement point said to a message for its server.</summary>
/// <param name="Admission">The leave to forward it; null where there is none.</param>
/// <param name="Answer">What the sender is told instead.</param>
/// <param name="RefusalCode">The error code of the answer; null where it is a result.</param>
internal sealed record Entry(Admission? Admission, ReadOnlyMemory<byte> Answer, int? RefusalCode)
{
    /// <summary>The scopes that the caller's token lacks, where nothing else stands in the way; empty for none.</summary>
    public IReadOnlyList<string> MissingScopes { get; init; } = [];
}
