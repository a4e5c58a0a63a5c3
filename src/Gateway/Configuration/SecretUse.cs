using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Catalog.Gateway.Configuration;

/// <summary>A place of a <c>gateway.yaml</c> that names a stored secret, <c>${secret:NAME}</c>.</summary>
/// <param name="Name">The secret.</param>
/// <param name="Section">Whose it is: <c>upstreams.NAME</c>, or a section of the file such as <c>approvals</c>.</param>
public sealed partial record SecretUse(string Name, string Section)
{
    private const string Servers = "upstreams";

    /// <summary>What stands before the name of a stored secret, in the place of a variable's name.</summary>
    internal const string Prefix = "secret:";

    /// <summary>All uses in a file, each once, by name and section.</summary>
    internal static IReadOnlyList<SecretUse> In(YamlNode root)
    {
        var uses = new HashSet<SecretUse>();
        foreach (var (key, value) in root is YamlMappingNode map ? map.Children.ToList() : [])
        {
            var section = (key as YamlScalarNode)?.Value ?? "";
            if (section == Servers && value is YamlMappingNode servers)
            {
                foreach (var (server, node) in servers.Children)
                {
                    Add(node, $"{Servers}.{(server as YamlScalarNode)?.Value}");
                }
            }
            else
            {
                Add(value, section);
            }
        }

        return [.. uses.OrderBy(static use => use.Name, StringComparer.Ordinal).ThenBy(static use => use.Section, StringComparer.Ordinal)];

        void Add(YamlNode node, string section)
        {
            foreach (var text in node.AllNodes.OfType<YamlScalarNode>())
            {
                uses.UnionWith(Named().Matches((text.Value ?? "").Replace("$$", "", StringComparison.Ordinal)).Select(match => new SecretUse(match.Groups["name"].Value, section)));
            }
        }
    }

    [GeneratedRegex(@"\$\{\s*secret:(?<name>[A-Za-z0-9][A-Za-z0-9._-]*)\s*\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Named();
}
