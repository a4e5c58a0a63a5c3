using System.Text.Json;

namespace Catalog.EndToEnd.Tests.Attacks;

/// <summary>What an upstream wrote down: a tool that it ran, with the arguments as it understood them, for the client of that session.</summary>
internal sealed record Executed(string Tool, JsonElement Arguments, string? Client);
