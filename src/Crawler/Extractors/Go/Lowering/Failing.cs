using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.Go.Lowering;

/// <summary>Tells blocks that end in an error: the guards of Go.</summary>
internal static class Failing
{
    /// <summary>True where the last statement returns an error, ends the program, or panics.</summary>
    public static bool Ends(SyntaxNode block)
    {
        var last = LastStatement(block);
        return last.Type switch
        {
            "return_statement" => IsError(LastNamed(last.FirstNamed)),
            "expression_statement" => last.FirstNamed is { Type: "call_expression" } call && IsEnd(call["function"].Text),
            _ => false,
        };
    }

    private static bool IsEnd(string function) =>
        function is "panic" or "os.Exit"
        || (function.Length < 60 && (function.EndsWith(".Fatal", StringComparison.Ordinal) || function.EndsWith(".Fatalf", StringComparison.Ordinal) || function.EndsWith(".Fatalln", StringComparison.Ordinal)
            || function.EndsWith(".Panic", StringComparison.Ordinal) || function.EndsWith(".Panicf", StringComparison.Ordinal)));

    private static bool IsError(SyntaxNode value)
    {
        switch (value.Type)
        {
            case "identifier":
                return IsErrorName(value.Text);
            case "selector_expression":
                return value["field"].Text.StartsWith("Err", StringComparison.Ordinal);
            case "call_expression":
                var function = value["function"].Text;
                return function.Length < 80 && (function.StartsWith("errors.", StringComparison.Ordinal) || function.EndsWith("Errorf", StringComparison.Ordinal) || function.EndsWith(".Errorf", StringComparison.Ordinal));
            default:
                return false;
        }
    }

    /// <summary>The names that errors have in Go.</summary>
    public static bool IsErrorName(string name) =>
        name is "err" or "e" || name.StartsWith("err", StringComparison.Ordinal) || name.EndsWith("Err", StringComparison.Ordinal) || (name.StartsWith("Err", StringComparison.Ordinal) && name.Length > 3 && char.IsAsciiLetterUpper(name[3]));

    private static SyntaxNode LastStatement(SyntaxNode block)
    {
        var last = LastNamed(block);
        return last.Type == "statement_list" ? LastNamed(last) : last;
    }

    /// <summary>The last named child; the node itself where it is no list.</summary>
    private static SyntaxNode LastNamed(SyntaxNode node)
    {
        if (node.Type is not ("block" or "statement_list" or "expression_list"))
        {
            return node;
        }

        var last = default(SyntaxNode);
        foreach (var child in node.Children)
        {
            last = child.IsNamed && child.Type != "comment" ? child : last;
        }

        return last;
    }
}
