namespace Catalog.Crawler.Extractors.TypeScript.Scripts;

/// <summary>What a token of JavaScript is.</summary>
internal enum ScriptTokenKind : byte
{
    /// <summary>The end of the file.</summary>
    End,

    /// <summary>An identifier, or a word that is one unless its place says otherwise: <c>async</c>, <c>of</c>.</summary>
    Name,

    /// <summary>A word that is never an identifier.</summary>
    Keyword,

    /// <summary><c>#name</c>.</summary>
    PrivateName,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A text in quotes.</summary>
    String,

    /// <summary>A regular expression with its flags.</summary>
    Regex,

    /// <summary>A template without substitutions.</summary>
    Template,

    /// <summary>A template up to its first substitution, both delimiters included.</summary>
    TemplateHead,

    /// <summary>Between two substitutions.</summary>
    TemplateMiddle,

    /// <summary>From the last substitution on.</summary>
    TemplateTail,

    /// <summary><c>{</c>.</summary>
    OpenBrace,

    /// <summary><c>}</c>.</summary>
    CloseBrace,

    /// <summary><c>(</c>.</summary>
    OpenParenthesis,

    /// <summary><c>)</c>.</summary>
    CloseParenthesis,

    /// <summary><c>[</c>.</summary>
    OpenBracket,

    /// <summary><c>]</c>.</summary>
    CloseBracket,

    /// <summary><c>.</c>.</summary>
    Dot,

    /// <summary><c>?.</c>.</summary>
    OptionalDot,

    /// <summary><c>...</c>.</summary>
    Ellipsis,

    /// <summary><c>;</c>.</summary>
    Semicolon,

    /// <summary><c>,</c>.</summary>
    Comma,

    /// <summary><c>:</c>.</summary>
    Colon,

    /// <summary><c>?</c>.</summary>
    Question,

    /// <summary><c>=&gt;</c>.</summary>
    Arrow,

    /// <summary><c>=</c>.</summary>
    Assign,

    /// <summary><c>+=</c> and the like.</summary>
    CompoundAssign,

    /// <summary>An operator that stands between two operands only.</summary>
    Operator,

    /// <summary><c>+</c>, <c>-</c>: between two operands, or before one.</summary>
    Sign,

    /// <summary><c>*</c>: an operator, or the mark of a generator.</summary>
    Star,

    /// <summary><c>!</c>, <c>~</c>.</summary>
    Prefix,

    /// <summary><c>++</c>, <c>--</c>.</summary>
    Step,
}
