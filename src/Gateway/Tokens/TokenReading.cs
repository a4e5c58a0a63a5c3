using Catalog.Core.Grants;
using Catalog.Gateway.Downstreams;

namespace Catalog.Gateway.Tokens;

/// <summary>What came of a token at an endpoint: a grant, or why there is none.</summary>
/// <param name="Grant">What it is good for; null exactly where there is a refusal.</param>
/// <param name="Refusal">Null exactly where there is a grant.</param>
internal sealed record TokenReading(Grant? Grant, HttpRefusal? Refusal);
