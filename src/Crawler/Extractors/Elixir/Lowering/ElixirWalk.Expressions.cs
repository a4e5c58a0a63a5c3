using System.Text;
using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.Elixir.Lowering;

/// <content>Expressions.</content>
internal sealed partial class ElixirWalk
{
    protected override FactNode ExpressionAtDepth(SyntaxNode node)
    {
        switch (node.Type)
        {
            case "string" or "charlist" or "quoted_atom":
                return Text(node, isEscaped: true);
            case "sigil":
                return Sigil(node);
            case "integer" or "float":
                return Facts.Make(FactKind.Number, node, node.Text.Replace("_", "", StringComparison.Ordinal));
            case "boolean":
                return Facts.Make(node.Text == "true" ? FactKind.True : FactKind.False, node);
            case "nil":
                return Facts.Make(FactKind.Null, node);
            case "atom":
                return Facts.Make(FactKind.String, node, node.Text.TrimStart(':'));
            case "identifier":
                return Facts.Make(FactKind.Name, node, node.Text);
            case "alias":
                Facts.AddImport(node.Text.Split('.')[^1]);
                return Facts.Make(FactKind.Name, node, node.Text);
            case "list" or "tuple":
                return List(node);
            case "map":
                return Map(node);
            case "keywords":
                return Facts.Make(FactKind.Object, node, Pairs(node));
            case "call":
                return Call(node) is { Kind: FactKind.If } branch ? AtOnce(node, branch) : Call(node);
            case "dot":
                return Dot(node);
            case "block":
                var parts = Statements(node);
                return parts.Length == 1 ? parts[0] : Facts.Make(FactKind.Sequence, node, parts);
            case "unary_operator":
                return Unary(node);
            case "binary_operator":
                return Binary(node);
            case "anonymous_function":
                return Anonymous(node);
            default:
                return Facts.Opaque(node);
        }
    }

    private FactNode AtOnce(SyntaxNode node, FactNode branch) =>
        Facts.Make(FactKind.Call, node, Facts.Make(FactKind.Function, node, null, FactFlags.Arrow, Facts.Make(FactKind.Parameters, node), Facts.Make(FactKind.Block, node, branch)));

    private FactNode Dot(SyntaxNode node)
    {
        var right = node["right"];
        return right.Type == "alias" ? Facts.Make(FactKind.Name, node, node.Text) : Facts.Make(FactKind.Member, node, right.Text, FactFlags.None, Expression(node["left"]));
    }

    private FactNode[] Arguments(SyntaxNode node)
    {
        var list = new List<FactNode>();
        foreach (var child in node.Children)
        {
            if (child.Type == "keywords")
            {
                list.AddRange(Pairs(child).Select(static p => new FactNode(FactKind.Keyword, p.Text ?? "", [p[0]], p.Line, p.Column)));
            }
            else if (child.IsNamed && child.Type != "comment")
            {
                list.Add(Expression(child));
            }
        }

        return [.. list];
    }

    private FactNode List(SyntaxNode node)
    {
        var keywords = Child(node, "keywords");
        if (keywords.Exists && node.Type == "list")
        {
            return Facts.Make(FactKind.Object, node, Pairs(keywords));
        }

        return Facts.Make(FactKind.Array, node, Arguments(node));
    }

    private FactNode Map(SyntaxNode node)
    {
        var content = Child(node, "map_content");
        var members = new List<FactNode>();
        foreach (var child in content.Children)
        {
            if (child.Type == "keywords")
            {
                members.AddRange(Pairs(child));
            }
            else if (child.Type == "binary_operator")
            {
                var key = Expression(child["left"]);
                var value = Expression(child["right"]);
                members.Add(Key(key) is { } text ? Facts.Make(FactKind.Property, child, text, FactFlags.None, value) : Facts.Make(FactKind.Property, child, null, FactFlags.None, value, key));
            }
        }

        return Facts.Make(FactKind.Object, node, [.. members]);
    }

    private static string? Key(FactNode key) => key.Kind == FactKind.String ? key.Text : key is { Kind: FactKind.Template, Children: [{ Kind: FactKind.String } only] } ? only.Text : null;

    private FactNode[] Pairs(SyntaxNode keywords)
    {
        var list = new List<FactNode>();
        foreach (var pair in keywords.Children)
        {
            if (pair.Type == "pair")
            {
                list.Add(Facts.Make(FactKind.Property, pair, pair["key"].Text.Trim().TrimEnd(':').Trim('"'), FactFlags.None, Expression(pair["value"])));
            }
        }

        return [.. list];
    }

    private FactNode Unary(SyntaxNode node)
    {
        var operand = node["operand"];
        if (node.Bytes is not [(byte)'@', ..])
        {
            return node.Bytes is [(byte)'&', ..] ? Facts.Opaque(node) : Facts.Make(FactKind.Unary, node, node.Bytes is [(byte)'-', ..] ? "-" : "!", FactFlags.None, Expression(operand));
        }

        // `@name value` sets an attribute of the module, `@name` reads it.
        var name = operand.Type == "call" ? operand["target"].Text : operand.Text;
        var value = Child(operand, "arguments");
        return operand.Type == "call" && value.FirstNamed.Exists
            ? Facts.Make(FactKind.Assign, node, "=", FactFlags.None, Facts.Make(FactKind.Name, node, "@" + name), value.FirstNamed.Type == "keywords" ? Facts.Make(FactKind.Object, value, Pairs(value.FirstNamed)) : Expression(value.FirstNamed))
            : Facts.Make(FactKind.Name, node, "@" + name);
    }

    private FactNode Binary(SyntaxNode node)
    {
        var operation = node["operator"].Text;
        var left = Expression(node["left"]);
        var right = Expression(node["right"]);
        return operation switch
        {
            "<>" => Facts.Make(FactKind.Template, node, left, right),
            "=" => Facts.Make(FactKind.Assign, node, "=", FactFlags.None, left, right),
            "++" => Facts.Make(FactKind.Array, node, Facts.Make(FactKind.Spread, node, left), Facts.Make(FactKind.Spread, node, right)),
            "|>" when right.Kind == FactKind.Call => Facts.Make(FactKind.Call, node, [right[0], left, .. right.Children[1..]]),
            "&&" or "and" or "||" or "or" => Facts.Make(FactKind.Binary, node, operation, FactFlags.None, left, right),
            _ => Facts.Make(FactKind.Binary, node, operation, FactFlags.None, left, right),
        };
    }

    private FactNode Anonymous(SyntaxNode node)
    {
        var clause = Child(node, "stab_clause");
        var parameters = new List<FactNode>();
        foreach (var parameter in clause["left"].Children)
        {
            if (parameter.IsNamed)
            {
                parameters.Add(Facts.Make(FactKind.Parameter, parameter, parameter.Type == "identifier" ? Facts.Make(FactKind.Name, parameter, parameter.Text) : Facts.Opaque(parameter)));
            }
        }

        return Facts.Make(FactKind.Function, node, null, FactFlags.Arrow, Facts.Make(FactKind.Parameters, node, [.. parameters]), clause["right"].Exists ? Body(clause["right"]) : Facts.Make(FactKind.Block, node));
    }

    /// <summary>A text; a heredoc loses the indentation of its end.</summary>
    private FactNode Text(SyntaxNode node, bool isEscaped)
    {
        var isHeredoc = node.Text.StartsWith("\"\"\"", StringComparison.Ordinal) || node.Text.StartsWith("'''", StringComparison.Ordinal) || (node.Type == "sigil" && node.Text.Contains("\"\"\"", StringComparison.Ordinal));
        var indent = 0;
        var source = node.Tree.Source;
        while (isHeredoc && node.End - 4 - indent >= 0 && source[node.End - 4 - indent] is (byte)' ' or (byte)'\t')
        {
            indent++;
        }

        var parts = new List<FactNode>();
        var isStart = true;
        foreach (var child in node.Children)
        {
            switch (child.Type)
            {
                case "quoted_content":
                    var text = Outdented(child.Text, isHeredoc ? indent : 0, isStart);
                    parts.Add(Facts.Make(FactKind.String, child, text));
                    isStart = false;
                    break;
                case "escape_sequence":
                    parts.Add(Facts.Make(FactKind.String, child, isEscaped ? Escape(child.Text) : child.Text));
                    isStart = false;
                    break;
                case "interpolation":
                    parts.Add(Expression(child.FirstNamed));
                    isStart = false;
                    break;
                default:
                    break;
            }
        }

        return parts.Count == 0 ? Facts.Make(FactKind.String, node, "") : parts.Count == 1 && parts[0].Kind == FactKind.String ? parts[0] : Facts.Make(FactKind.Template, node, [.. parts]);
    }

    /// <summary>The lines without the indentation; the part at the start of a heredoc begins with the end of the opening line.</summary>
    private static string Outdented(string text, int indent, bool isStart)
    {
        var lines = text.Split('\n');
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            var cut = 0;
            while (i > 0 && cut < indent && cut < line.Length && line[cut] is ' ' or '\t')
            {
                cut++;
            }

            result.Append(i == 0 ? "" : i == 1 && isStart && indent > 0 && lines[0].Trim().Length == 0 ? "" : "\n").Append(i == 0 && isStart && indent > 0 ? line.Trim() : line[cut..]);
        }

        return result.ToString();
    }

    private static string Escape(string raw) =>
        raw.Length < 2 ? raw : raw[1] switch { 'n' => "\n", 't' => "\t", 'r' => "\r", 's' => " ", '0' => "\0", '\n' => "", _ => raw[1..] };

    private FactNode Sigil(SyntaxNode node)
    {
        var name = Child(node, "sigil_name").Text;
        var text = Text(node, isEscaped: name.Length > 0 && char.IsLower(name[0]));
        return name is "w" or "W" && text.Kind == FactKind.String
            ? Facts.Make(FactKind.Array, node, [.. text.Text!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(w => Facts.Make(FactKind.String, node, w))])
            : name is "s" or "S" ? text : Facts.Opaque(node);
    }
}
