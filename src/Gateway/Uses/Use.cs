using System.Text.Json;
using Catalog.Policy.Deciding;

namespace Catalog.Gateway.Uses;

/// <summary>What a request would use of a server, beside its tools.</summary>
/// <param name="Subject">Its kind.</param>
/// <param name="Name">Its name or address.</param>
/// <param name="Arguments">What rules see of the request; null for nothing.</param>
internal sealed record Use(PolicySubject Subject, string Name, JsonElement? Arguments = null);
