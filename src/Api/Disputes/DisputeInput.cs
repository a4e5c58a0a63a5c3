namespace Catalog.Api.Disputes;

/// <summary>What a reader typed, as typed.</summary>
/// <param name="Proposed">The category, as a word.</param>
/// <param name="Reason">Why.</param>
/// <param name="Contact">An address for an answer.</param>
internal sealed record DisputeInput(string Proposed, string Reason, string Contact)
{
    public static DisputeInput Empty { get; } = new("", "", "");
}
