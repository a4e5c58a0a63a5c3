namespace Catalog.Core.Tools;

/// <summary>One string of a definition.</summary>
/// <param name="Field">The JSON Pointer to it, or to the member whose name it is.</param>
/// <param name="Text">As the definition has it; at least one character.</param>
/// <param name="IsName">True for the name of the tool or of a member.</param>
public readonly record struct DefinitionString(string Field, string Text, bool IsName);
