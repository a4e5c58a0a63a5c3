namespace Catalog.Policy.Comparing;

/// <summary>One thing that two documents do not share.</summary>
/// <param name="Added">True where the second document has it, false where the first has.</param>
/// <param name="Pointer">The JSON Pointer of its place, without the index of a rule: <c>/default</c>, <c>/hide</c>, <c>/tools/t/deny_if</c>, <c>/tools/t</c> for an entry itself.</param>
/// <param name="Text">What stands there, as JSON on one line; empty for an entry itself.</param>
public sealed record PolicyChange(bool Added, string Pointer, string Text);
