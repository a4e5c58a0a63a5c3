namespace Catalog.Core.Changes;

/// <summary>A reason why a person should look at a change.</summary>
/// <param name="Kind">Which kind of reason.</param>
/// <param name="Reason">A clause without a full stop. It may quote the author's own words; hidden characters are not spelled in it.</param>
/// <param name="Field">The JSON Pointer to what it is about; null where it is about the whole.</param>
public sealed record ChangeMark(ChangeMarkKind Kind, string Reason, string? Field = null);
