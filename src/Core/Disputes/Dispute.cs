using Catalog.Core.Classifications;
using Catalog.Core.Servers;

namespace Catalog.Core.Disputes;

/// <summary>A reader's objection to a classification, kept for review.</summary>
public sealed record Dispute
{
    /// <summary>Unique; made when the form is received.</summary>
    public required Guid Id { get; init; }

    /// <summary>The server of the tool.</summary>
    public required ServerKey Server { get; init; }

    /// <summary>The name of the tool.</summary>
    public required string Tool { get; init; }

    /// <summary>What the page said.</summary>
    public required Category Shown { get; init; }

    /// <summary>What the reader holds to be right.</summary>
    public required Category Proposed { get; init; }

    /// <summary>Why, 1 to 4,000 characters as written; never shown without escaping.</summary>
    public required string Reason { get; init; }

    /// <summary>An address for an answer, up to 320 characters; null where none was given. Never shown on a page.</summary>
    public string? Contact { get; init; }

    /// <summary>When it was received.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }
}
