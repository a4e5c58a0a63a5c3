namespace Catalog.Policy.Checking.Warnings;

/// <summary>One kind of warning; adding one is adding one file.</summary>
internal interface IPolicyWarning
{
    /// <summary>True where nothing can be said while the upstream's tools are not known.</summary>
    bool NeedsTools { get; }

    /// <summary>Every place that it warns of, by JSON Pointer, with a sentence without a final period.</summary>
    IEnumerable<(string Pointer, string Message)> Find(WarningContext context);
}
