using Catalog.Core.Classifications;

namespace Catalog.Classifier.Explanations;

/// <summary>One signal that said yes.</summary>
public sealed record SignalAnswer
{
    /// <summary>The signal's id, kebab-case.</summary>
    public required string Signal { get; init; }

    /// <summary>The signal's version, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>What it asked, a sentence.</summary>
    public required string Question { get; init; }

    /// <summary>The category that it speaks for, or the facet's id.</summary>
    public required string SpeaksFor { get; init; }

    /// <summary>The points that the yes adds to its category; 0 for a facet.</summary>
    public required double Points { get; init; }

    /// <summary>The words it went by; null where it went by what is not there.</summary>
    public Evidence? Evidence { get; init; }
}
