# docker build -t carillon . ; compose.yaml shows how to run it.
FROM node:24-bookworm-slim
WORKDIR /carillon
COPY . .
# The sites are built by the server itself, below /data, so everything that builds them stays in the image.
RUN npm run --silent setup \
  && rm -rf /root/.npm /root/.cache /root/.local \
  && install -d -o node -g node -m 0700 /data
USER node
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 CARILLON_DATA=/data
VOLUME /data
EXPOSE 4000
STOPSIGNAL SIGTERM
# Ready when the sites are built and search is loaded: about half a minute after the first start.
HEALTHCHECK --start-period=120s --interval=15s --timeout=5s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# An instance is begun empty and prints the link that makes its first visitor the operator.
ENV MALLOC_ARENA_MAX=1
CMD ["node", "--max-semi-space-size=4", "apps/server/src/main.ts", "--empty"]
