using System.Text;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Go.Modules;
using Catalog.Crawler.Extractors.Go.Types;

namespace Catalog.Crawler.Extractors.Go.Runtime;

/// <summary>Files that <c>//go:embed</c> puts into the program: read from the snapshot, by names that are constant, never from anywhere else.</summary>
internal sealed class EmbeddedFiles(GoRuntime runtime)
{
    private const int Longest = 1024 * 1024;

    /// <summary>The value of an embedded variable: a text, or a set of files.</summary>
    public Value Of(CallSite call)
    {
        var folder = GoFolders.Parent(call.File);
        var pattern = Native.TextOrNull(call, 0) ?? "";
        var type = runtime.Types.Underlying(GoTypes.Of(call[1]));
        if (type.Kind is TypeKind.Basic or TypeKind.Slice)
        {
            return Read(folder, pattern.Trim('"', '`'));
        }

        return new RecordValue { Tag = GoType.Foreign("embed", "FS"), IsOpen = true, File = folder };
    }

    /// <summary>One file of a set, as <c>ReadFile</c> gives it.</summary>
    public Value Read(string folder, string name)
    {
        var path = GoFolders.Join(folder, name.StartsWith("all:", StringComparison.Ordinal) ? name[4..] : name);
        return !name.Contains("..", StringComparison.Ordinal) && runtime.Program.Files.ReadOrNull(path, Longest) is { } bytes
            ? ConstantValue.Of(Encoding.UTF8.GetString(bytes))
            : UnknownValue.Plain;
    }
}
