using System.Buffers;
using System.Text;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Tests.Relaying.Fuzzing;

/// <summary>Compares what the gateway decides by with what each reference reader would execute.</summary>
internal static class ReadingOracle
{
    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n\v\f\u0085\u2028\u2029");
    private static readonly ReferenceView Plain = ReferenceView.All[0];

    /// <summary>What a server could understand differently in a message that the gateway forwards; null for nothing.</summary>
    public static string? ObjectionOrNull(Envelope envelope)
    {
        if (ReferenceReader.ReadOrNull(envelope.Bytes) is not { Kind: ReferenceKind.Object } root)
        {
            return "a reader finds no object in it";
        }

        if (root.All().Any(static v => HasHalf(v.Text) || v.Members.Any(static m => HasHalf(m.Name))))
        {
            return "it holds half a surrogate pair";
        }

        foreach (var view in ReferenceView.All)
        {
            if (DifferenceOrNull(envelope, root, view) is { } difference)
            {
                return $"{view.Name}: {difference}";
            }
        }

        return LineObjectionOrNull(envelope, root);
    }

    /// <summary>Whether two of the reference readers would execute different calls.</summary>
    public static bool Differ(ReferenceValue root) => ReferenceView.All.Select(view => Call(root, view)).Distinct().Count() > 1;

    private static (string?, string?, string?) Call(ReferenceValue root, ReferenceView view)
    {
        var call = view.FindOrNull(root, "params");
        return (view.TextOrNull(root, "method"), view.TextOrNull(call, "name"), view.FindOrNull(call, "arguments") is { } arguments ? view.Left(arguments) : null);
    }

    private static string? DifferenceOrNull(Envelope envelope, ReferenceValue root, ReferenceView view)
    {
        var bytes = envelope.Bytes;
        var content = view.FindOrNull(root, "params");
        var meta = view.FindOrNull(content, "_meta");
        var arguments = view.FindOrNull(content, "arguments") is { Kind: ReferenceKind.Object } given ? view.Left(given) : null;
        var decided = envelope.Arguments.IsPresent ? Plain.Left(ReferenceReader.ReadOrNull(envelope.Arguments.Of(bytes))!) : null;
        (string What, string? Gateway, string? Server)[] all =
        [
            ("method", envelope.Method, view.TextOrNull(root, "method")),
            ("name", envelope.Name, view.TextOrNull(content, "name")),
            ("uri", envelope.Uri, view.TextOrNull(content, "uri")),
            ("taskId", envelope.TaskId, view.TextOrNull(content, "taskId")),
            ("arguments", decided, arguments),
            ("id", Piece(bytes, envelope.Id), Piece(bytes, view.FindOrNull(root, "id"))),
            ("requestState", Piece(bytes, envelope.RequestState), Piece(bytes, view.FindOrNull(content, "requestState"))),
            ("a result", Bool(envelope.Kind == MessageKind.Response), Bool(view.FindOrNull(root, "result") is not null || view.FindOrNull(root, "error") is not null)),
            ("progressToken", view.IsAnyCase ? null : Piece(bytes, envelope.ProgressToken), view.IsAnyCase ? null : Piece(bytes, view.FindOrNull(meta, "progressToken"))),
        ];
        return all.Where(static one => one.Gateway != one.Server).Select(static one => $"`{one.What}` is `{one.Gateway}` for the gateway and `{one.Server}` for the server").FirstOrDefault();
    }

    // What a server on lines is sent must be one line for each reader of lines, and say the same.
    private static string? LineObjectionOrNull(Envelope envelope, ReferenceValue root)
    {
        var line = LineForm.Of(envelope.Bytes);
        return Encoding.UTF8.GetString(line.Span).AsSpan().IndexOfAny(LineEnds) >= 0 ? "as a line it is several"
            : ReferenceReader.ReadOrNull(line) is not { } read || Plain.Left(read) != Plain.Left(root) ? "as a line it says something else"
            : null;
    }

    private static string? Piece(ReadOnlyMemory<byte> bytes, ByteRange range) => range.IsPresent ? Encoding.UTF8.GetString(range.Of(bytes).Span) : null;

    private static string? Piece(ReadOnlyMemory<byte> bytes, ReferenceValue? value) =>
        value is null or { Text: "null", Kind: ReferenceKind.Word } ? null : Encoding.UTF8.GetString(bytes[value.Start..value.End].Span);

    private static string Bool(bool value) => value ? "yes" : "no";

    private static bool HasHalf(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return true;
            }
        }

        return false;
    }
}
