using System.Text.Json;

namespace Catalog.Storage.Transfers;

/// <summary>A definition with how it was read and what was said of it; the body is the stored text itself.</summary>
internal sealed record MovedDefinition(string Hash, JsonElement Body, long From, long? Until, IReadOnlyList<MovedReading> Readings, IReadOnlyList<MovedVerdict> Verdicts);
