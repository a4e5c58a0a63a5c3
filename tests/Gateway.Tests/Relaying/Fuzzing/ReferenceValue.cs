namespace Catalog.Gateway.Tests.Relaying.Fuzzing;

/// <summary>A value with every member that was written, also those of one name.</summary>
internal sealed record ReferenceValue(ReferenceKind Kind, int Start, int End, string Text)
{
    public IReadOnlyList<ReferenceMember> Members { get; init; } = [];

    public IReadOnlyList<ReferenceValue> Items { get; init; } = [];

    /// <summary>This and all values inside of it.</summary>
    public IEnumerable<ReferenceValue> All() => [this, .. Members.SelectMany(static m => m.Value.All()), .. Items.SelectMany(static i => i.All())];
}
