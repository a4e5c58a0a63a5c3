using Catalog.Classifier.Vocabularies;

namespace Catalog.Classifier.Reading;

/// <summary>One argument of a tool, from its schema or from what the description says of arguments.</summary>
/// <param name="Name">The string that holds its name.</param>
/// <param name="Start">Where the name starts in it, in UTF-16 units.</param>
/// <param name="Length">How long the name is.</param>
/// <param name="Kinds">What it is by its name.</param>
/// <param name="Description">Its description; null where there is none.</param>
/// <param name="Values">The values that the schema allows; empty where it names none.</param>
internal sealed record ParameterView(TextField Name, int Start, int Length, ParameterKinds Kinds, TextField? Description, List<TextField> Values)
{
    /// <summary>True if it is any of these.</summary>
    public bool Is(ParameterKinds kinds) => (Kinds & kinds) != ParameterKinds.None;
}
