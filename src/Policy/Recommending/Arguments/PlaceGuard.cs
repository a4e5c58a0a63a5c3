using Catalog.Core.Classifications;
using Catalog.Policy.Documents;

namespace Catalog.Policy.Recommending.Arguments;

/// <summary>Keeps tools that touch files away from keys and from climbing out of where they are. Which folder they should stay in, only their user knows.</summary>
internal sealed class PlaceGuard : IArgumentGuard
{
    private const string Places =
        @"(?i)(?:^|[/\\])(?:\.\.|\.ssh|\.aws|\.azure|\.gnupg|\.kube|\.docker|\.netrc|\.pgpass|\.npmrc|\.pypirc|\.git-credentials|id_rsa|id_ed25519)(?:[/\\]|$)|[/\\]etc[/\\](?:shadow|sudoers)";

    private static readonly string[] Endings = ["path", "paths", "file", "files", "filename", "directory", "dir", "folder", "cwd"];

    public string Id => "place";

    public bool Concerns(Classification classification) => classification.Facets.Contains(Facet.Files);

    public PolicyRule? RuleOrNull(SchemaArgument argument, PolicyDialect dialect) => Endings.Any(e => argument.Plain.EndsWith(e, StringComparison.Ordinal))
        ? ArgumentGuards.DenyPattern(argument, dialect, Places, "Paths with `..`, and places where keys and passwords are kept, are denied.")
        : null;
}
