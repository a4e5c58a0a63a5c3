using System.Text;
using System.Text.Json;

namespace Catalog.EndToEnd.Tests.Attacks;

/// <summary>The file in which an upstream writes down what it executes, a line each.</summary>
internal sealed class Journal(string file)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { MaxDepth = 50_000 };

    private long _read;

    public string File => file;

    /// <summary>What was written since the last look.</summary>
    public IReadOnlyList<Executed> News()
    {
        if (!System.IO.File.Exists(file))
        {
            return [];
        }

        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        stream.Position = _read;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var text = reader.ReadToEnd();
        var whole = text[..(text.LastIndexOf('\n') + 1)];
        _read += Encoding.UTF8.GetByteCount(whole);
        return [.. whole.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonSerializer.Deserialize<Executed>(line, Options)!)];
    }
}
