using System.Text.Json;

namespace Catalog.Storage.Transfers;

/// <summary>What was said of a definition.</summary>
internal sealed record MovedVerdict(string Category, string Risk, string Classifier, JsonElement Body, long From, long? Until);
