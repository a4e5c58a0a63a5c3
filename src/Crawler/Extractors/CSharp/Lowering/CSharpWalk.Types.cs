using Catalog.Crawler.Parsing.Facts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Catalog.Crawler.Extractors.CSharp.Lowering;

internal sealed partial class CSharpWalk
{
    private FactNode Member(MemberDeclarationSyntax member) => Nested(member, MemberAtDepth);

    private FactNode MemberAtDepth(MemberDeclarationSyntax member)
    {
        switch (member)
        {
            case GlobalStatementSyntax global:
                return Statement(global.Statement);
            case BaseNamespaceDeclarationSyntax space:
                var inside = new List<FactNode>();
                Usings(space.Usings, inside);
                foreach (var item in space.Members)
                {
                    Add(inside, Member(item));
                }

                return Make(FactKind.Namespace, space, space.Name.ToString(), Make(FactKind.Block, space, [.. inside]));
            case EnumDeclarationSyntax values:
                return Make(FactKind.Enum, values, values.Identifier.ValueText, [.. values.Members.Select(EnumMember), Decorators(values.AttributeLists)]);
            case TypeDeclarationSyntax type:
                return Type(type);
            case DelegateDeclarationSyntax:
                return FactNode.Absent;
            case BaseMethodDeclarationSyntax method:
                return Method(method);
            case BasePropertyDeclarationSyntax property:
                return Property(property);
            case BaseFieldDeclarationSyntax field:
                return Fields(field);
            default:
                return FactNode.Absent;
        }
    }

    private FactNode EnumMember(EnumMemberDeclarationSyntax member) =>
        Make(FactKind.Property, member, member.Identifier.ValueText, member.EqualsValue is { } value ? Expression(value.Value) : FactNode.Absent, FactNode.Absent, Decorators(member.AttributeLists));

    private FactNode Type(TypeDeclarationSyntax type)
    {
        var members = new List<FactNode>();
        foreach (var item in type.Members)
        {
            Add(members, Member(item));
        }

        return Make(
            FactKind.Class,
            type,
            type.Identifier.ValueText,
            Flags(type.Modifiers),
            Make(FactKind.Arguments, type, [.. type.BaseList?.Types.Select(t => TypeName(t.Type)) ?? []]),
            Make(FactKind.Block, type, [.. members]),
            Decorators(type.AttributeLists),
            TypeParameters(type, type.TypeParameterList),
            type.ParameterList is { } parameters ? Parameters(parameters) : FactNode.Absent,
            Make(FactKind.Name, type, type is RecordDeclarationSyntax ? "record" : type.Keyword.ValueText),
            Modifiers(type, type.Modifiers));
    }

    private FactNode Method(BaseMethodDeclarationSyntax method)
    {
        var (name, result, generic) = method switch
        {
            MethodDeclarationSyntax m => (m.Identifier.ValueText, m.ReturnType, m.TypeParameterList),
            ConstructorDeclarationSyntax => (".ctor", null, null),
            _ => (null, null, (TypeParameterListSyntax?)null),
        };
        if (name is null)
        {
            return FactNode.Absent;
        }

        // Read before the body, so that the decorators' place in the source and in the facts is the same.
        var decorators = Decorators(method.AttributeLists, Documentation(method));
        var function = Make(
            FactKind.Function,
            method,
            name,
            Flags(method.Modifiers),
            Parameters(method.ParameterList),
            method.Body is { } body ? Statement(body) : method.ExpressionBody is { } arrow ? Expression(arrow.Expression) : FactNode.Absent,
            result is null ? FactNode.Absent : TypeName(result),
            decorators,
            TypeParameters(method, generic),
            Modifiers(method, method.Modifiers));
        return Make(FactKind.Method, method, name, Flags(method.Modifiers), function);
    }

    private FactNode Property(BasePropertyDeclarationSyntax property)
    {
        if (property is not PropertyDeclarationSyntax plain)
        {
            return FactNode.Absent;
        }

        var value = plain.Initializer is { } set ? Expression(set.Value) : FactNode.Absent;
        var flags = Flags(plain.Modifiers);
        var getter = plain.AccessorList?.Accessors.FirstOrDefault(static a => a.IsKind(SyntaxKind.GetAccessorDeclaration));
        var computed = plain.ExpressionBody?.Expression ?? getter?.ExpressionBody?.Expression
            ?? (getter?.Body?.Statements is [ReturnStatementSyntax { Expression: { } only }] ? only : null);
        if (computed is not null)
        {
            value = Expression(computed);
            flags |= FactFlags.Getter;
        }
        else if (getter?.Body is { } block)
        {
            value = Statement(block);
            flags |= FactFlags.Getter;
        }

        if (plain.AccessorList?.Accessors.Any(static a => a.Keyword.ValueText is "set" or "init") == true)
        {
            flags |= FactFlags.Setter;
        }

        return Make(FactKind.Field, plain, plain.Identifier.ValueText, flags, value, FactNode.Absent, TypeName(plain.Type), Decorators(plain.AttributeLists, Documentation(plain)), Modifiers(plain, plain.Modifiers));
    }

    /// <summary>Several fields of one declaration are a block of them.</summary>
    private FactNode Fields(BaseFieldDeclarationSyntax field)
    {
        var type = field.Declaration.Type;
        var list = field.Declaration.Variables
            .Select(v => Make(FactKind.Field, v, v.Identifier.ValueText, Flags(field.Modifiers) | FactFlags.Member, v.Initializer is { } set ? Expression(set.Value) : FactNode.Absent, FactNode.Absent, TypeName(type), Decorators(field.AttributeLists), Modifiers(field, field.Modifiers)))
            .ToArray();
        return list.Length == 1 ? list[0] : Make(FactKind.Block, field, list);
    }

    private FactNode Parameters(BaseParameterListSyntax list) => Make(FactKind.Parameters, list, [.. list.Parameters.Select(Parameter)]);

    private FactNode Parameter(ParameterSyntax parameter) => Make(
        FactKind.Parameter,
        parameter,
        parameter.Modifiers.Count > 0 ? parameter.Modifiers[0].ValueText : null,
        Make(FactKind.Name, parameter, parameter.Identifier.ValueText),
        parameter.Default is { } value ? Expression(value.Value) : FactNode.Absent,
        parameter.Type is { } type ? TypeName(type) : FactNode.Absent,
        Decorators(parameter.AttributeLists));

    private FactNode TypeParameters(SyntaxNode at, TypeParameterListSyntax? list) =>
        list is null ? FactNode.Absent : Make(FactKind.Array, at, [.. list.Parameters.Select(p => Make(FactKind.Name, p, p.Identifier.ValueText))]);

    private FactNode Modifiers(SyntaxNode at, SyntaxTokenList modifiers) =>
        modifiers.Count == 0 ? FactNode.Absent : Make(FactKind.Array, at, "modifiers", [.. modifiers.Select(m => Make(FactKind.Name, at, m.ValueText))]);

    private static FactFlags Flags(SyntaxTokenList modifiers) =>
        (modifiers.Any(SyntaxKind.StaticKeyword) || modifiers.Any(SyntaxKind.ConstKeyword) ? FactFlags.Static : FactFlags.None) | (modifiers.Any(SyntaxKind.AsyncKeyword) ? FactFlags.Async : FactFlags.None);

    private FactNode Decorators(SyntaxList<AttributeListSyntax> lists, FactNode? documentation = null)
    {
        var list = new List<FactNode>();
        foreach (var attributes in lists)
        {
            foreach (var attribute in attributes.Attributes)
            {
                var call = Make(FactKind.Call, attribute, [TypeName(attribute.Name), .. attribute.ArgumentList?.Arguments.Select(AttributeArgument) ?? []]);
                list.Add(attributes.Target is { } target ? Make(FactKind.Label, attribute, target.Identifier.ValueText, call) : call);
            }
        }

        if (documentation is not null)
        {
            list.Add(documentation);
        }

        return list.Count == 0 ? FactNode.Absent : Make(FactKind.Decorators, lists[0], [.. list]);
    }

    private FactNode AttributeArgument(AttributeArgumentSyntax argument)
    {
        var value = Expression(argument.Expression);
        var name = argument.NameEquals?.Name ?? argument.NameColon?.Name;
        return name is null ? value : Make(FactKind.Keyword, argument, name.Identifier.ValueText, argument.NameEquals is null ? FactFlags.None : FactFlags.Member, value);
    }

    /// <summary>The documentation comment of a partial member with attributes: the SDK makes descriptions of it. Others are not kept.</summary>
    private FactNode? Documentation(MemberDeclarationSyntax member)
    {
        if (member.AttributeLists.Count == 0 || !member.Modifiers.Any(SyntaxKind.PartialKeyword))
        {
            return null;
        }

        var comment = member.GetLeadingTrivia().Select(static t => t.GetStructure()).OfType<DocumentationCommentTriviaSyntax>().LastOrDefault();
        return comment is null ? null : Make(FactKind.Label, comment, "documentation", Make(FactKind.String, comment, string.Join('\n', comment.ToFullString().Split('\n').Select(static l => l.TrimStart().TrimStart('/').Trim()))));
    }

    private FactNode TypeName(TypeSyntax type) => Nested(type, TypeNameAtDepth);

    private FactNode TypeNameAtDepth(TypeSyntax type) => type switch
    {
        PredefinedTypeSyntax own => Make(FactKind.Name, own, own.Keyword.ValueText),
        IdentifierNameSyntax name => Make(FactKind.Name, name, name.Identifier.ValueText),
        GenericNameSyntax generic => Make(FactKind.Name, generic, generic.Identifier.ValueText, TypeArguments(generic)),
        QualifiedNameSyntax { Right: GenericNameSyntax right } q => Make(FactKind.Member, q, right.Identifier.ValueText, TypeName(q.Left), TypeArguments(right)),
        QualifiedNameSyntax q => Make(FactKind.Member, q, q.Right.Identifier.ValueText, TypeName(q.Left)),
        AliasQualifiedNameSyntax alias => TypeName(alias.Name),
        NullableTypeSyntax nullable => Make(FactKind.Unary, nullable, "?", TypeName(nullable.ElementType)),
        ArrayTypeSyntax array => array.RankSpecifiers.Aggregate(TypeName(array.ElementType), (inner, _) => Make(FactKind.Unary, array, "[]", inner)),
        TupleTypeSyntax tuple => Make(FactKind.Array, tuple, "tuple", [.. tuple.Elements.Select(e => TypeName(e.Type))]),
        RefTypeSyntax reference => TypeName(reference.Type),
        _ => Opaque(type),
    };

    private FactNode TypeArguments(GenericNameSyntax generic) => Make(FactKind.Arguments, generic, [.. generic.TypeArgumentList.Arguments.Select(TypeName)]);
}
