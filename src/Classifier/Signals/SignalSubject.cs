using System.Runtime.InteropServices;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>What a yes speaks for: a category, a facet, or neither (a note of its own).</summary>
/// <param name="Category">The category; null for another subject.</param>
/// <param name="Facet">The facet; null for another subject.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SignalSubject(Category? Category, Facet? Facet)
{
    /// <summary>A signal that speaks for a category.</summary>
    public static SignalSubject Of(Category category) => new(category, null);

    /// <summary>A signal that speaks for a facet.</summary>
    public static SignalSubject Of(Facet facet) => new(null, facet);
}
