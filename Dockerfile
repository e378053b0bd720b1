# The app, built and then without what built it.
FROM node:22-bookworm-slim AS build
WORKDIR /fermata
COPY package.json package-lock.json ./
COPY shared/package.json shared/
COPY server/package.json server/
COPY client/package.json client/
COPY test/package.json test/
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run build

# Only what the server needs at run time. The binary of the embedded store comes inside its package.
FROM node:22-bookworm-slim AS packages
WORKDIR /fermata
COPY package.json package-lock.json ./
COPY shared/package.json shared/
COPY server/package.json server/
COPY client/package.json client/
COPY test/package.json test/
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:22-bookworm-slim
ENV NODE_ENV=production PORT=3000 DATA_DIR=/data
WORKDIR /fermata
COPY --from=packages /fermata/ ./
COPY --from=build /fermata/shared/dist shared/dist
COPY --from=build /fermata/shared/questionnaires shared/questionnaires
COPY --from=build /fermata/server/dist server/dist
COPY --from=build /fermata/client/dist/web client/dist/web
RUN mkdir /data && chown node:node /data && chmod 700 /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server/dist/main.js"]
