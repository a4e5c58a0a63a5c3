using System.Text.Json;

namespace Catalog.Storage.Transfers;

/// <summary>How a definition was read; the roster is a place in <see cref="MovedServer.Rosters"/>, null for none.</summary>
internal sealed record MovedReading(JsonElement Body, int? Roster, long From, long? Until);
