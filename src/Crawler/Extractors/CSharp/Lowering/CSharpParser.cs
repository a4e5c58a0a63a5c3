using System.Text;
using Catalog.Crawler.Parsing.Facts;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Catalog.Crawler.Extractors.CSharp.Lowering;

/// <summary>
/// C#: <c>.cs</c>, by Roslyn's syntax trees. The facts are those of every language, with these additions. A type is written as an expression: <see cref="FactKind.Name"/> and
/// <see cref="FactKind.Member"/> carry their type arguments as a last child of kind <see cref="FactKind.Arguments"/>; <c>T?</c> and <c>T[]</c> are <see cref="FactKind.Unary"/>
/// with these marks as text. A declaration's modifiers are its last child, an <see cref="FactKind.Array"/> named <c>modifiers</c>. A class has as children: what it extends, members,
/// decorators, type parameters, parameters of its primary constructor, its keyword (a name), modifiers. A function has: parameters, body, result, decorators, type parameters,
/// modifiers. A field or property has: value, nothing, type, decorators, modifiers; the flag <see cref="FactFlags.Getter"/> says that the value is computed anew. A parameter has: name,
/// default, type, decorators, and its modifier as text. An attribute is a call; <c>return:</c> and documentation comments are labels among the decorators. What follows <c>new T(…)</c> in
/// braces is a <see cref="FactKind.Keyword"/> named <c>{}</c>.
/// </summary>
internal sealed class CSharpParser : ILanguageParser
{
    private const int MostBrackets = 200;

    private static readonly string[] Defined =
    [
        "NET", "NETCOREAPP", "RELEASE", "NET5_0_OR_GREATER", "NET6_0_OR_GREATER", "NET7_0_OR_GREATER", "NET8_0_OR_GREATER", "NET9_0_OR_GREATER", "NET10_0", "NET10_0_OR_GREATER",
    ];

    public string Language => "csharp";

    public FileFacts Parse(byte[] content, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        using var reader = new StreamReader(new MemoryStream(content), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        var text = SourceText.From(Flattened(reader.ReadToEnd()));
        try
        {
            // Documentation comments count: the SDK can turn them into descriptions.
            var options = new CSharpParseOptions(LanguageVersion.Preview, Microsoft.CodeAnalysis.DocumentationMode.Parse, preprocessorSymbols: Defined)
                .WithFeatures([new KeyValuePair<string, string>("FileBasedProgram", "true")]);
            var tree = CSharpSyntaxTree.ParseText(text, options, cancellationToken: limit.Token);
            return new CSharpWalk(text, limit.Token).File(tree);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new InvalidDataException($"the parser was not done after {timeout.TotalSeconds:0} seconds", e);
        }
    }

    /// <summary>
    /// The text with blanks for what lies in more brackets than facts may nest: Roslyn tries brackets as several things, which takes ever longer the deeper they are. Nothing moves, so that
    /// places stay true.
    /// </summary>
    private static string Flattened(string text)
    {
        char[]? flat = null;
        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] is '(' or '[' or '{' ? 1 : 0;
            if (depth > MostBrackets && text[i] is not ('\n' or '\r'))
            {
                flat ??= text.ToCharArray();
                flat[i] = ' ';
            }

            depth = text[i] is ')' or ']' or '}' ? Math.Max(0, depth - 1) : depth;
        }

        return flat is null ? text : new string(flat);
    }
}
