using Catalog.Gateway;

namespace Catalog.Cli.Demonstration;

/// <summary>The demonstration gateway while it runs.</summary>
/// <param name="Gateway">The gateway; disposing it ends the server behind it.</param>
/// <param name="Folder">The fresh folder that the server may see.</param>
/// <param name="Policy">The policy file in force; an edit takes effect at once.</param>
/// <param name="IsEdited">True where the user's own edit of an earlier try is in force instead of the recommended policy.</param>
internal sealed record RunningDemo(RunningGateway Gateway, string Folder, string Policy, bool IsEdited);
