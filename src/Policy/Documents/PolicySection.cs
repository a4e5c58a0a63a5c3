namespace Catalog.Policy.Documents;

/// <summary>
/// What a document says of one kind of thing beside tools: of resources by their address, of prompts by their name, of the server's own requests by
/// their method. A document without the section lets all of that kind pass.
/// </summary>
public sealed record PolicySection
{
    /// <summary>What happens to what no entry of <see cref="Entries"/> lists.</summary>
    public required PolicyDefault Default { get; init; }

    /// <summary>Names or globs taken out of lists and denied when asked for; <c>*</c> hides all.</summary>
    public IReadOnlyList<string> Hide { get; init; } = [];

    /// <summary>The entries, in the order written, each of another name. They have no limits, no approval and no checking of arguments.</summary>
    public IReadOnlyList<PolicyEntry> Entries { get; init; } = [];
}
