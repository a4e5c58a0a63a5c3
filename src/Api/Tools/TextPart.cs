namespace Catalog.Api.Tools;

/// <summary>A stretch of a quoted text.</summary>
/// <param name="Text">Exactly as the definition has it.</param>
/// <param name="IsQuoted">True where the verdict went by these words.</param>
internal sealed record TextPart(string Text, bool IsQuoted);
