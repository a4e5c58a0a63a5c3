namespace Catalog.Api.Policies;

/// <summary>How to control a tool or a whole server.</summary>
/// <param name="Verdict">What the recommended policy does, a short sentence.</param>
/// <param name="Portable">The document that any engine of version 1 reads.</param>
/// <param name="Gateway">The document for the bundled gateway; null where it would say the same.</param>
/// <param name="Setup">How to enforce it.</param>
internal sealed record ControlView(string Verdict, PolicyDocument Portable, PolicyDocument? Gateway, GatewaySetup Setup);
