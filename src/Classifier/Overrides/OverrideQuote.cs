namespace Catalog.Classifier.Overrides;

/// <summary>Words of a definition that a reviewer went by.</summary>
/// <param name="Field">A JSON Pointer to a string of the definition, for example <c>/description</c>.</param>
/// <param name="Text">Words of that string, exactly.</param>
public sealed record OverrideQuote(string Field, string Text);
