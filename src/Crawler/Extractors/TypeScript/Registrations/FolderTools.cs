using System.Text.RegularExpressions;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.TypeScript.Modules;
using Catalog.Crawler.Extractors.TypeScript.Runtime;
using Catalog.Crawler.Extractors.TypeScript.Schemas;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.TypeScript.Registrations;

/// <summary>Frameworks that offer what lies in one folder, a file for each tool, with nothing in the source that imports it.</summary>
internal sealed partial class FolderTools(Machine machine, JavaScriptHost host, ToolCollector collector)
{
    private const int MostFiles = 1_000;
    private static readonly string[] Frameworks = ["xmcp", "mcp-framework"];
    private static readonly string[] Folders = ["src/tools", "dist/tools", "build/tools", "dist/src/tools", "tools"];
    private static readonly string[] LeftOut = [".test.", ".spec.", ".d.ts"];

    /// <summary>The files of the folder that the package's framework looks in, ordinal; empty where the package uses none of them.</summary>
    public static IReadOnlyList<string> Files(PackageFile? package, SnapshotFiles files)
    {
        if (package is null || !Array.Exists(Frameworks, f => Depends(package, f)))
        {
            return [];
        }

        var configured = Array.ConvertAll(["ts", "js", "mjs"], ending => Configured(files, At(package, "xmcp.config." + ending))).FirstOrDefault(static f => f is not null);
        return Folders.Prepend(configured ?? Folders[0])
            .Select(folder => Inside(files, At(package, folder) + "/"))
            .FirstOrDefault(static found => found.Count > 0) ?? [];
    }

    /// <summary>Takes the tool that a file of the folder gives: its exports describe it, or its default export is a class that does.</summary>
    public void Read(EvaluatedModule module)
    {
        machine.Run(module);
        var exports = host.ExportsOf(module);
        if (machine.GetMember(exports, "default").Primary is ClassValue type
            && machine.Instantiate(type, new CallSite { Node = FactNode.Absent, File = module.Path, This = ConstantValue.Undefined, Arguments = [], IsOpen = true }) is RecordValue instance
            && Text(machine.GetMember(instance, "name")) is { } own)
        {
            Add(own, instance, machine.GetMember(instance, "schema"), type.Node, module);
        }
        else if (machine.GetMember(exports, "metadata").Primary is RecordValue metadata)
        {
            Add(Text(machine.GetMember(metadata, "name")) ?? Path.GetFileNameWithoutExtension(module.Path), metadata, machine.GetMember(exports, "schema"), metadata.Node ?? FactNode.Absent, module);
        }
    }

    private void Add(string name, RecordValue definition, Value schema, FactNode node, EvaluatedModule module) =>
        collector.Add(new DefinitionReader(machine, 0).Read(
            name,
            machine.GetMember(definition, "title"),
            machine.GetMember(definition, "description"),
            schema.Primary is RecordValue members ? Typed(members) : schema,
            machine.GetMember(definition, "annotations"),
            node,
            module.Path));

    /// <summary>A member may be an object that names its type, and says the description beside it.</summary>
    private RecordValue Typed(RecordValue members)
    {
        var shape = new RecordValue { IsOpen = members.IsOpen };
        foreach (var key in members.Keys.ToList())
        {
            var member = machine.GetMember(members, key);
            shape.Set(
                key,
                member.Primary is RecordValue typed && typed.FindOrNull("type") is SchemaValue type
                    ? Text(machine.GetMember(typed, "description")) is { } words ? type.With(o => o["description"] = words) : type
                    : member);
        }

        return shape;
    }

    private static bool Depends(PackageFile package, string name) =>
        new[] { "dependencies", "devDependencies", "peerDependencies" }.Any(kind => PackageFile.Member(package.Json[kind], name) is not null);

    private static string At(PackageFile package, string path) => package.Folder.Length == 0 ? path : $"{package.Folder}/{path}";

    private static IReadOnlyList<string> Inside(SnapshotFiles files, string folder) =>
        [.. files.Paths.Where(p => p.StartsWith(folder, StringComparison.Ordinal) && ModuleResolver.LanguageOrNull(p) is not null && !Array.Exists(LeftOut, part => p.Contains(part, StringComparison.Ordinal))).Take(MostFiles)];

    /// <summary>The folder that a settings file names; null where it names none.</summary>
    private static string? Configured(SnapshotFiles files, string path) =>
        files.ReadOrNull(path) is { } content && ToolsPath().Match(System.Text.Encoding.UTF8.GetString(content)) is { Success: true } match ? match.Groups["path"].Value.Trim('.', '/') : null;

    private static string? Text(Value value) => value.Primary is ConstantValue { Text: { } text, Partial: false } ? text : null;

    [GeneratedRegex("""\btools\s*:\s*["'](?<path>[^"']{1,200})["']""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ToolsPath();
}
