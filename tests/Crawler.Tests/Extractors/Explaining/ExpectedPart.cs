using Catalog.Crawler.Extractors.Explaining;

namespace Catalog.Crawler.Tests.Extractors.Explaining;

/// <summary>One step that an explanation must have; members that are null are not looked at.</summary>
internal sealed record ExpectedPart
{
    public required string Part { get; init; }

    public string? Says { get; init; }

    public string? At { get; init; }

    public bool IsMetBy(ExplainedPart part) =>
        part.Part == Part && (Says is null || part.Says.Contains(Says, StringComparison.Ordinal)) && (At is null || part.At == At);
}
