using System.Text.Json;

namespace Catalog.Gateway.Enforcement;

/// <summary>A call that has passed, as far as its retries and follow-ups are bound to it.</summary>
/// <param name="Grant">The grant that made it.</param>
/// <param name="Tool">Its tool.</param>
/// <param name="Arguments">Its arguments; null for none.</param>
/// <param name="ArgumentsHash">Equal for equal arguments.</param>
/// <param name="Bytes">How long the arguments are as written.</param>
internal sealed record CallRecord(string Grant, string Tool, JsonElement? Arguments, string ArgumentsHash, int Bytes);
