namespace Catalog.Gateway.Tests.Relaying.Fuzzing;

/// <summary>A member as written; the places are those of its name with quotes.</summary>
internal sealed record ReferenceMember(string Name, int Start, int End, ReferenceValue Value);
