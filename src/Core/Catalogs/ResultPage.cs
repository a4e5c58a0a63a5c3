namespace Catalog.Core.Catalogs;

/// <summary>A part of a list, with the length of the whole.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">The part, in order; empty past the end.</param>
/// <param name="Total">How many there are in all.</param>
public sealed record ResultPage<T>(IReadOnlyList<T> Items, int Total);
