namespace Catalog.Crawler.Parsing.Facts;

/// <summary>
/// What a <see cref="FactNode"/> is. The set is small and the same for every language: a language's lowering maps its own syntax on it, and what it cannot map becomes
/// <see cref="Opaque"/>. Each member says what <see cref="FactNode.Text"/> holds and which children there are, in order; an optional child that is missing is <see cref="Absent"/>.
/// The numbers are on the wire between worker and parent: only add at the end.
/// </summary>
internal enum FactKind : byte
{
    /// <summary>Nothing stands here.</summary>
    Absent,

    /// <summary>Something that is not modelled. Text: the source, cut to 200 characters. Children: functions and calls inside of it, so that they are not lost.</summary>
    Opaque,

    /// <summary>Text: the characters, escapes resolved.</summary>
    String,

    /// <summary>Text: as written, without separators between digits.</summary>
    Number,

    /// <summary>True.</summary>
    True,

    /// <summary>False.</summary>
    False,

    /// <summary><c>null</c>, <c>None</c>.</summary>
    Null,

    /// <summary>Text: the pattern with its delimiters.</summary>
    Regex,

    /// <summary>Text: the identifier. Also a pattern that binds it.</summary>
    Name,

    /// <summary><c>this</c> of JavaScript.</summary>
    This,

    /// <summary><c>super</c>.</summary>
    Super,

    /// <summary>Children: the parts, <see cref="String"/> or any expression; also an f-string.</summary>
    Template,

    /// <summary>Children: tag, <see cref="Template"/>.</summary>
    TaggedTemplate,

    /// <summary>Children: items, <see cref="Spread"/> among them. Text: null for a list, else <c>tuple</c> or <c>set</c>.</summary>
    Array,

    /// <summary>Children: <see cref="Property"/>, <see cref="Method"/>, <see cref="Spread"/>. Also a <c>dict</c>.</summary>
    Object,

    /// <summary>Text: the key, null if computed. Children: value, computed key.</summary>
    Property,

    /// <summary>Children: the expression. Text: <c>**</c> for a mapping's spread in Python, else null.</summary>
    Spread,

    /// <summary>Text: the member. Children: the object.</summary>
    Member,

    /// <summary>Children: the object, the index.</summary>
    Index,

    /// <summary>Children: callee, then arguments (<see cref="Keyword"/> and <see cref="Spread"/> among them).</summary>
    Call,

    /// <summary>As <see cref="Call"/>, with <c>new</c>.</summary>
    New,

    /// <summary>An argument by name. Text: the name. Children: the value.</summary>
    Keyword,

    /// <summary>A function, as an expression or a statement. Text: the name, null if it has none. Children: <see cref="Parameters"/>, body (a <see cref="Block"/>, or an expression), annotation of the result, <see cref="Decorators"/>.</summary>
    Function,

    /// <summary>Children: <see cref="Parameter"/>.</summary>
    Parameters,

    /// <summary>Children: pattern, default, annotation (Python only).</summary>
    Parameter,

    /// <summary>Children: an expression each.</summary>
    Decorators,

    /// <summary>A class, as an expression or a statement. Text: the name, null if it has none. Children: <see cref="Arguments"/> (what it extends), <see cref="Block"/> of members, <see cref="Decorators"/>.</summary>
    Class,

    /// <summary>Children: expressions, <see cref="Keyword"/> among them.</summary>
    Arguments,

    /// <summary>A member of a class with a value. Text: the name, null if computed. Children: value, computed name, annotation, <see cref="Decorators"/>.</summary>
    Field,

    /// <summary>A method of a class or an object, getters and setters by flag. Text: the name, null if computed. Children: <see cref="Function"/>, computed name.</summary>
    Method,

    /// <summary>Text: the operator. Children: the operand.</summary>
    Unary,

    /// <summary>Text: the operator. Children: two or more operands, to be folded from the left.</summary>
    Binary,

    /// <summary>Children: condition, then, else.</summary>
    Conditional,

    /// <summary>Text: <c>=</c>, <c>+=</c> …. Children: target (an expression or a pattern), value, annotation (Python only).</summary>
    Assign,

    /// <summary>Children: the expression.</summary>
    Await,

    /// <summary>Children: the expression.</summary>
    Yield,

    /// <summary>Children: expressions; the value is the last one's.</summary>
    Sequence,

    /// <summary><c>import(x)</c>, not the statement. Children: the expression.</summary>
    ImportCall,

    /// <summary>Text: <c>list</c>, <c>set</c>, <c>dict</c>, <c>generator</c>. Children: element (a <see cref="Property"/> with computed key for a dict), then <see cref="ForEach"/> with an absent body, or <see cref="If"/> with absent branches.</summary>
    Comprehension,

    /// <summary>Children: patterns.</summary>
    ArrayPattern,

    /// <summary>Children: <see cref="Property"/> (key, pattern), <see cref="Rest"/>.</summary>
    ObjectPattern,

    /// <summary>Children: pattern, default.</summary>
    DefaultPattern,

    /// <summary>Children: pattern. Text: <c>**</c> for a mapping's rest in Python, else null.</summary>
    Rest,

    /// <summary>Children: statements. An expression may stand as a statement.</summary>
    Block,

    /// <summary>Text: <c>const</c>, <c>let</c>, <c>var</c>. Children: <see cref="Declarator"/>.</summary>
    Declare,

    /// <summary>Children: pattern, value.</summary>
    Declarator,

    /// <summary>Children: the value.</summary>
    Return,

    /// <summary>Children: condition, then, else. Text: the condition as written, cut to 200 characters.</summary>
    If,

    /// <summary>Children: pattern, what is gone through, body. Flag <see cref="FactFlags.Keys"/>: the keys (<c>for … in</c>).</summary>
    ForEach,

    /// <summary>Children: start, condition, step, body.</summary>
    For,

    /// <summary>Children: condition, body.</summary>
    While,

    /// <summary>Children: body, caught name, handler, final part.</summary>
    Try,

    /// <summary>Children: subject, then <see cref="Case"/>.</summary>
    Switch,

    /// <summary>Children: test (absent: the default), <see cref="Block"/>.</summary>
    Case,

    /// <summary>Children: the value.</summary>
    Throw,

    /// <summary>Text: the label, or null.</summary>
    Break,

    /// <summary>Text: the label, or null.</summary>
    Continue,

    /// <summary>Text: the label. Children: the statement.</summary>
    Label,

    /// <summary>Children: the expressions entered (an <see cref="Assign"/> where a name is bound), last the body.</summary>
    With,

    /// <summary>Text: the module as written. Children: <see cref="ImportName"/>; none for an import for its effects.</summary>
    Import,

    /// <summary>Text: the name in the other module (<c>*</c>: the module itself, <c>default</c>). Children: <see cref="Name"/> here (absent for Python's <c>from x import *</c>).</summary>
    ImportName,

    /// <summary>Children: a declaration or an expression. Flag <see cref="FactFlags.Default"/>: the default one.</summary>
    Export,

    /// <summary>Text: the module it comes from, or null. Children: <see cref="ExportName"/>.</summary>
    ExportNames,

    /// <summary>Text: the name outside (<c>*</c>: all of the other module). Children: <see cref="Name"/> inside (<c>*</c>: the module itself).</summary>
    ExportName,

    /// <summary>Text: the name. Children: <see cref="Property"/>, the value absent where the language counts.</summary>
    Enum,

    /// <summary>A TypeScript namespace. Text: the name. Children: <see cref="Block"/>.</summary>
    Namespace,

    /// <summary>The source's statement that deletes. Children: the expression.</summary>
    Delete,

    /// <summary>A literal of a named or written type, as in Go. Children: the type (absent where the literal around says it), then the elements: expressions, or <see cref="Property"/> with key or computed key.</summary>
    Composite,

    /// <summary>A type as it is written. Text: <c>slice</c>, <c>array</c>, <c>map</c>, <c>chan</c>, <c>func</c>, <c>struct</c>, <c>interface</c>. Children: element and length; key and value; <see cref="Parameters"/> and a tuple of results; <see cref="Field"/> (tag, absent, type) and, for what is embedded, <see cref="Spread"/> (type, tag).</summary>
    Type,

    /// <summary>Text: the name. Children: <see cref="Parameters"/> of the type, the type. Flag <see cref="FactFlags.Default"/>: another name of the same type.</summary>
    TypeDeclaration,

    /// <summary>Text: <c>&amp;</c> for the address of the operand, <c>*</c> for what it points to, or for the type of such an address. Children: the operand.</summary>
    Pointer,

    /// <summary>A value that is copied where it is kept, if it is of a kind that is. Children: the expression.</summary>
    Copy,

    /// <summary>A name that is looked up in the classes and modules around its place, as in Ruby. Text: the name as written. Children: a <see cref="String"/> with their whole names, the innermost first, blanks between.</summary>
    Constant,

    /// <summary>
    /// A <see cref="Block"/> whose statements were not parsed: on the wire only, its reader makes a block of it that has them parsed when they are asked for. Text: where they begin and how long
    /// they are, in bytes, with a space between. Line and column are those of the statements.
    /// </summary>
    Deferred,
}
