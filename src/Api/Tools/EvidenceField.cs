namespace Catalog.Api.Tools;

/// <summary>One string of a definition with the words in it that a verdict went by.</summary>
/// <param name="Field">A JSON Pointer into the definition.</param>
/// <param name="Label">The same in words.</param>
/// <param name="Parts">The text in order; a long one is cut around the quotes, and `…` stands where.</param>
/// <param name="Signals">The ids of the signals that found the words, without repeats.</param>
internal sealed record EvidenceField(string Field, string Label, IReadOnlyList<TextPart> Parts, IReadOnlyList<string> Signals);
